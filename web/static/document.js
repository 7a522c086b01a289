// Shows an opened document at its quote, and gives the focus back to the marker when it is closed.
let opened = null;
let view = "text";

// The text of a document, or the pages of the original, if these can be shown.
function show() {
	const pages = element.querySelector(".document-sheets");
	const shown = pages ? view : "text";
	if (pages) {
		pages.hidden = shown !== "page";
		element.querySelector(".document-text").hidden = shown === "page";
		for (const button of element.querySelectorAll("[data-view]")) {
			button.setAttribute("aria-pressed", String(button.dataset.view === shown));
		}
	}
	return element.querySelector(shown === "page" ? ".marks .current" : "#quoted-place");
}

function scrollTo(quote) {
	const scroller = [".document-text:not([hidden])", ".document-sheets:not([hidden])", ".document"]
		.map((name) => element.querySelector(name))
		.find((part) => part && getComputedStyle(part).overflowY === "auto");
	const offset = quote.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
	scroller.scrollTop += offset - scroller.clientHeight / 3;
}

element.addEventListener("click", (event) => {
	const marker = event.target.closest(".marker");
	const chosen = event.target.closest("[data-view]");
	if (event.target.closest("[data-close]")) {
		trigger("clear");
	} else if (chosen) {
		view = chosen.dataset.view;
		const quote = show();
		if (quote) scrollTo(quote);
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
	const quote = shown ? show() : null;
	if (shown && shown !== opened && quote) {
		scrollTo(quote);
		quote.focus({ preventScroll: true });
		// Until it is there, a picture is taken to be as high as a sheet of A4.
		element.querySelector(".paper img")?.addEventListener("load", () => scrollTo(quote), { once: true });
	} else if (!shown && opened && window.belegt.opener?.isConnected) {
		window.belegt.opener.focus();
	}
	opened = shown;
});
