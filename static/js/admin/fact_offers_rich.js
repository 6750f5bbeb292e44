// The same offer in rich text, from a control of Draftail's: what is accepted is a fact as its chooser inserts it.
(() => {
  const { Component, createElement, createRef } = window.React; // no hooks: Draftail has a React of its own

  const field = (host, control) => {
    const editable = () => host.querySelector("[contenteditable]");
    const current = () => {
      const state = control.props.getEditorState();
      const selection = state.getSelection();
      return { state, selection, block: state.getCurrentContent().getBlockForKey(selection.getAnchorKey()) };
    };

    return {
      host,
      read() {
        const { selection, block } = current();
        // A fact or a link is no number that is typed.
        const text = block.getText().split("").map((unit, at) => (block.getEntityAt(at) ? "•" : unit)).join("");
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
        control.props.onChange(EditorState.forceSelection(next, after));
        editable().focus();
      },
      focus: () => editable().focus(),
      isFocused: () => host.contains(document.activeElement),
    };
  };

  class FactOffers extends Component {
    mark = createRef();

    content = () => this.props.getEditorState().getCurrentContent();

    componentDidMount() {
      const host = this.mark.current.closest(".Draftail-Editor__wrapper");
      this.known = this.content();
      this.changed = window.factOffers?.watch(field(host, this));
    }

    componentDidUpdate() {
      const content = this.content();
      if (content !== this.known) this.changed?.();
      this.known = content;
    }

    render() {
      return createElement("span", { ref: this.mark, hidden: true });
    }
  }

  window.draftail.registerPlugin({ type: "FACT_OFFERS", meta: FactOffers }, "controls");
})();
