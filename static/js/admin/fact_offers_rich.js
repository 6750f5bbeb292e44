// The same offer in rich text, from a control of Draftail's: what is accepted is a fact as its chooser inserts it.
(() => {
  const { createElement, useEffect, useRef } = window.React;

  const FactOffers = ({ getEditorState, onChange }) => {
    const mark = useRef(null);
    const props = useRef(null);
    const changed = useRef(null);
    props.current = { getEditorState, onChange };
    const content = getEditorState().getCurrentContent();
    const known = useRef(content);

    useEffect(() => {
      const host = mark.current.closest(".Draftail-Editor__wrapper");
      changed.current = window.factOffers?.watch(field(host, props));
    }, []);
    useEffect(() => {
      if (known.current !== content) changed.current?.();
      known.current = content;
    }, [content]);
    return createElement("span", { ref: mark, hidden: true });
  };

  const field = (host, props) => {
    const editable = () => host.querySelector("[contenteditable]");
    const current = () => {
      const state = props.current.getEditorState();
      const selection = state.getSelection();
      return { state, selection, block: state.getCurrentContent().getBlockForKey(selection.getAnchorKey()) };
    };

    return {
      host,
      read() {
        const { selection, block } = current();
        // A fact or a link is no number that is typed.
        const text = [...block.getText().split("")].map((unit, at) => (block.getEntityAt(at) ? "•" : unit)).join("");
        return { text, caret: selection.getAnchorOffset(), place: block.getKey() };
      },
      put(start, end, fact) {
        const { EditorState, Modifier } = window.DraftJS;
        const { state, selection, block } = current();
        const content = state.getCurrentContent().createEntity("FACT", "IMMUTABLE", { id: fact.id });
        const key = content.getLastCreatedEntityKey();
        const typed = selection.merge({ anchorOffset: start, focusOffset: end, isBackward: false });
        const written = Modifier.replaceText(content, typed, fact.value, block.getInlineStyleAt(start), key);
        const caret = Math.max(selection.getAnchorOffset(), end) - (end - start) + fact.value.length;
        const after = selection.merge({ anchorOffset: caret, focusOffset: caret, hasFocus: true });
        const next = EditorState.push(state, written, "insert-characters");
        props.current.onChange(EditorState.forceSelection(next, after));
        editable().focus();
      },
      focus: () => editable().focus(),
      isFocused: () => host.contains(document.activeElement),
    };
  };

  window.draftail.registerPlugin({ type: "FACT_OFFERS", meta: FactOffers }, "controls");
})();
