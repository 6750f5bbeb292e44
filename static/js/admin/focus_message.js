// What came of a form that was sent is in sight and in focus: it stands above a page that is long.
export default () => {
  const messages = document.querySelector(".messages");
  if (!messages?.querySelector("li")) return;
  messages.tabIndex = -1;
  messages.focus();
};
