// A fact inside a sentence: chosen in Wagtail's own snippet chooser, shown in the editor as one piece.
(() => {
  const { ModalWorkflowSource, registerPlugin } = window.draftail;

  class FactSource extends ModalWorkflowSource {
    getChooserConfig() {
      return {
        url: this.props.entityType.chooserUrls.factChooser,
        urlParams: { audience: document.querySelector("#id_audience, [data-page-audience]")?.value ?? "" },
        onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: { chosen: this.onChosen },
      };
    }

    onChosen(fact) {
      super.onChosen({ ...fact, title: fact.string, prefer_this_title_as_link_text: true });
    }

    filterEntityData(fact) {
      return { id: fact.id };
    }
  }

  const Fact = ({ children }) =>
    window.React.createElement("span", { style: { borderBlockEnd: "2px dotted", fontWeight: "bold" } }, children);

  registerPlugin({ type: "FACT", source: FactSource, decorator: Fact }, "entityTypes");
})();
