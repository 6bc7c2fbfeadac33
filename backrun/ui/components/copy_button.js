// Copies a text that comes as data. Browsers give the clipboard to secure pages alone, and not to
// every frame; elsewhere the text is selected in a field and copied from there.
export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button");
  const label = parentElement.querySelector(".label");
  const said = parentElement.querySelector("[role=status]");
  label.textContent = data.label;

  const select = () => {
    const field = document.createElement("textarea");
    field.value = data.text;
    field.setAttribute("readonly", "");
    button.after(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    button.focus();
    return copied;
  };

  button.onclick = async () => {
    let copied = true;
    try {
      await navigator.clipboard.writeText(data.text);
    } catch {
      copied = select();
    }
    said.textContent = copied ? data.copied : data.failed;
    setTimeout(() => { said.textContent = ""; }, 4000);
  };
}
