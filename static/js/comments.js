// Nothing that a person has written in a comment is lost. When a draft is saved, Wagtail sets the
// comments up again as the draft was sent with; here they stay as the person sees them, and only take
// the numbers that the site gave them. What is still in a box when the form is sent goes with it.

const { commentApp } = window.comments ?? {};
const { store, actions, selectors } = commentApp ?? {};
let sent = []; // the comments of the draft under way

const seen = () => selectors.selectComments(store.getState());

// Pairs of what is seen and what is saved of it, without what was removed; the last are not saved.
function paired(before, now, saved) {
    const known = new Set(before.map(({ localId }) => localId));
    const later = [...now.values()].filter(({ localId }) => !known.has(localId));
    return before
        .map((each, index) => [now.get(each.localId) ?? { ...each, deleted: true }, saved[index]])
        .filter(([, { deleted, resolved }]) => !deleted && !resolved)
        .concat(later.map((each) => [each, unsaved(each)]));
}

function unsaved({ author, date, text }) {
    return { pk: null, user: author.id, created_at: new Date(date).toISOString(), text, replies: [] };
}

function merge(saved) {
    const before = new Map(sent.map((comment) => [comment.localId, comment.replies]));
    const pairs = paired(sent, seen(), saved.comments);
    const threads = pairs.map(([comment, { replies }]) =>
        paired([...(before.get(comment.localId)?.values() ?? [])], comment.replies, replies),
    );
    const comments = pairs.map(([{ contentpath, position }, of], index) => {
        return { ...of, contentpath, position, replies: threads[index].map(([, reply]) => reply) };
    });
    commentApp.updateData({ ...saved, comments });
    return [...seen().values()].map((loaded, index) => restore(loaded, pairs[index][0], threads[index]));
}

// Returns the numbers on this screen that a comment had and has.
function restore(loaded, comment, thread) {
    const { mode, text, newText, newReply, deleted, resolved } = comment;
    store.dispatch(
        actions.updateComment(loaded.localId, { mode, text, newText, newReply, deleted, resolved }),
    );
    [...loaded.replies.keys()].forEach((reply, index) => {
        const { mode, text, newText, deleted } = thread[index][0];
        store.dispatch(actions.updateReply(loaded.localId, reply, { mode, text, newText, deleted }));
    });
    return [comment.localId, loaded.localId];
}

// Wagtail would lead to the comment in the address again, from what is being typed elsewhere.
function forgetAddress() {
    const address = new URL(location);
    address.searchParams.delete("comment");
    history.replaceState(history.state, "", address);
}

function focus(comment = null) {
    const options = { updatePinnedComment: true, forceFocus: false };
    store.dispatch(actions.setFocusedComment(comment, options));
}

const boxesOf = (comment) => [
    ...document.querySelectorAll(`#comments [data-comment-id="${comment}"] textarea`),
];

function draftStarts() {
    sent = [...seen().values()].filter(({ mode }) => mode !== "creating");
}

function draftEnds({ detail: { data } }) {
    const { comments } = data;
    if (!comments) {
        return;
    }
    delete data.comments; // which Wagtail would use
    const focused = selectors.selectFocused(store.getState());
    const typing = document.activeElement;
    const place = boxesOf(focused).indexOf(typing);
    forgetAddress();
    focus();
    const numbers = new Map(merge(comments));
    focus(numbers.get(focused));
    if (place >= 0) {
        // Once Wagtail has given the focus back to where it was before the comment.
        setTimeout(() => {
            const box = boxesOf(numbers.get(focused))[place];
            box?.focus({ preventScroll: true });
            box?.setSelectionRange(typing.selectionStart, typing.selectionEnd);
        });
    }
}

// The buttons of the boxes in which something is written.
function unfinished() {
    const buttons = document.querySelectorAll("#comments form [type=submit]:enabled");
    return [...buttons].filter(({ form }) => form.querySelector("textarea").value.trim());
}

function finish({ target }) {
    if (target.matches("[data-edit-form]")) {
        unfinished().forEach((button) => button.click());
    }
}

function askBeforeLeaving(event) {
    if (unfinished().length) {
        event.preventDefault();
    }
}

if (commentApp) {
    addEventListener("w-autosave:save", draftStarts);
    addEventListener("w-autosave:success", draftEnds, { capture: true }); // before Wagtail
    addEventListener("submit", finish, { capture: true });
    addEventListener("beforeunload", askBeforeLeaving);
}
