// Saves a file that comes as data. Each click on the page's button has an id of its own, so that
// drawing the component again saves nothing again.
let saved = "";

export default function ({ parentElement, data }) {
  const link = parentElement.querySelector("a");
  const said = parentElement.querySelector("[role=status]");
  const bytes = Uint8Array.from(atob(data.content), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: data.kind }));
  link.href = address;
  link.download = data.name;
  link.textContent = data.again;
  said.textContent = data.said;
  if (saved !== data.click) {
    saved = data.click;
    link.click();
  }
  return () => URL.revokeObjectURL(address);
}
