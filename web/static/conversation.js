// Clicks on markers and example questions become events; a new question is scrolled to the top.
let count = 0;

element.addEventListener("click", (event) => {
	const marker = event.target.closest(".marker");
	const example = event.target.closest(".example");
	if (marker) {
		window.belegt.opener = marker;
		trigger("click", { turn: marker.dataset.turn, marker: marker.dataset.marker });
	} else if (example) {
		trigger("submit", { question: example.dataset.question });
	}
});

watch("value", () => {
	const turns = element.querySelectorAll(".turn");
	if (turns.length > count) {
		turns[turns.length - 1].scrollIntoView({ block: "start", behavior: "smooth" });
	}
	count = turns.length;
});
