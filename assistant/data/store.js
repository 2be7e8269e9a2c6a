// Conversations, kept in this browser alone. A tab has its own current one, so that two tabs don't mix.
function fazhiStore(language) {
  const PREFIX = `fazhi.conversation.${language}.`;
  const KEPT = 50;

  const fresh = () => ({ id: `${Date.now()}-${Math.floor(Math.random() * 1e9)}`, turns: [] });

  function read(key) {
    try {
      const found = JSON.parse(localStorage.getItem(key));
      return found && Array.isArray(found.turns) ? found : null;
    } catch {
      return null;
    }
  }

  const keys = () => {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    } catch {
      return []; // storage is switched off: conversations then last as long as the tab
    }
  };

  const all = () =>
    keys()
      .map(read)
      .filter(Boolean)
      .sort((a, b) => b.saved - a.saved);

  function choose(id) {
    try {
      sessionStorage.setItem(`${PREFIX}current`, id);
    } catch {
      // as above
    }
  }

  return {
    all,
    choose,
    fresh() {
      const made = fresh();
      choose(made.id);
      return made;
    },
    current() {
      let id = null;
      try {
        id = sessionStorage.getItem(`${PREFIX}current`);
      } catch {
        // as above
      }
      return (id && read(PREFIX + id)) || this.fresh();
    },
    get: (id) => read(PREFIX + id),
    remove(id) {
      try {
        localStorage.removeItem(PREFIX + id);
      } catch {
        // as above
      }
    },
    save(conversation) {
      conversation.saved = Date.now();
      choose(conversation.id);
      for (const old of all().slice(KEPT)) this.remove(old.id);
      for (let tries = 0; tries < 5; tries += 1) {
        try {
          return localStorage.setItem(PREFIX + conversation.id, JSON.stringify(conversation));
        } catch {
          const oldest = all().filter((one) => one.id !== conversation.id).pop();
          if (!oldest) return undefined;
          this.remove(oldest.id);
        }
      }
      return undefined;
    },
  };
}
