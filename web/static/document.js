// Shows an opened document at its quote, and gives the focus back to the marker when it is closed.
let opened = null;

element.addEventListener("click", (event) => {
	const marker = event.target.closest(".marker");
	if (event.target.closest("[data-close]")) {
		trigger("clear");
	} else if (marker && marker.dataset.turn) {
		trigger("click", { turn: marker.dataset.turn, marker: marker.dataset.marker });
	}
});

document.addEventListener("keydown", (event) => {
	if (event.key === "Escape" && opened) {
		trigger("clear");
	}
});

watch("value", () => {
	const shown = element.querySelector(".document")?.dataset.opened ?? null;
	const scroller = [".document-text", ".document"]
		.map((name) => element.querySelector(name))
		.find((part) => part && getComputedStyle(part).overflowY === "auto");
	const quote = element.querySelector("#quoted-place");
	if (shown && shown !== opened && quote) {
		const offset = quote.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
		scroller.scrollTop += offset - scroller.clientHeight / 3;
		quote.focus({ preventScroll: true });
	} else if (!shown && opened && window.belegt.opener?.isConnected) {
		window.belegt.opener.focus();
	}
	opened = shown;
});
