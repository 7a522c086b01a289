// The page's language and what was clicked last. Runs in the head, before anything is drawn.
window.belegt = {
	opener: null,

	// The language that was chosen here before, else the first of the browser's that we speak, else German.
	language() {
		const spoken = [this.remembered(), ...navigator.languages].map((tag) => (tag || "").slice(0, 2).toLowerCase());
		const language = spoken.find((tag) => tag === "de" || tag === "en") || "de";
		document.documentElement.lang = language;
		return language;
	},

	speak(language) {
		document.documentElement.lang = language;
		try {
			localStorage.setItem("belegt-language", language);
		} catch {
			// Storage may be forbidden; the choice then lasts until the page is left.
		}
	},

	remembered() {
		try {
			return localStorage.getItem("belegt-language");
		} catch {
			return null;
		}
	},
};
window.belegt.language();
