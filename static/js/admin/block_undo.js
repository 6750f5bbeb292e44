// A block that was deleted can be put back where it stood, with what it held, as long as the form is open.
(() => {
  const { dataset } = document.currentScript;
  const { ListBlock, StreamBlock } = window.wagtailStreamField?.blocks ?? {};
  const LONGEST = 60; // characters of its words

  const strip = (child) => {
    // Wagtail keeps the deleted block hidden: of it the server reads that it was deleted, and its names would be there twice.
    for (const part of child.element.querySelectorAll(":scope > :not(input)")) part.remove();
    child.element.removeAttribute("data-contentpath");
  };

  const restore = (sequence, child, state, message) => {
    const isBefore = ({ element }) => message.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING;
    const place = sequence.children.filter(isBefore).length;
    strip(child);
    message.remove();
    if (sequence instanceof ListBlock) sequence.insert(state.value, place, { id: state.id, focus: true });
    else sequence.insert(state, place, { focus: true });
  };

  const offer = (sequence, child, state, name, hadFocus) => {
    const message = document.createElement("div");
    const said = document.createElement("span");
    const undo = document.createElement("button");
    message.className = "block-undo";
    message.setAttribute("role", "status");
    undo.type = "button";
    undo.className = "button button-small button-secondary";
    undo.textContent = dataset.undo;
    undo.addEventListener("click", () => restore(sequence, child, state, message));
    message.append(said, " ", undo);
    child.element.after(message);
    said.textContent = dataset.deleted.replace("%s", name);
    if (hadFocus) undo.focus({ preventScroll: true }); // its own button has gone with it
  };

  const watch = (Sequence) => {
    const { deleteBlock } = Sequence.prototype;
    Sequence.prototype.deleteBlock = function (index, options) {
      const child = this.children[index];
      const state = child.getState();
      const words = child.getTextLabel({ maxLength: LONGEST });
      const name = [child.blockDef.meta.label, words].filter(Boolean).join(" – ");
      const hadFocus = child.element.contains(document.activeElement);
      deleteBlock.call(this, index, options);
      offer(this, child, state, name, hadFocus);
    };
  };

  [ListBlock, StreamBlock].filter(Boolean).forEach(watch);
})();
