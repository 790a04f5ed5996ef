//! Words that begin the name of a call.

/// Verbs by which an id or the end of a path is known to say what is done.
#[rustfmt::skip] // one word a line would be a list of its own
const VERBS: &[&str] = &[
    "accept", "acknowledge", "acquire", "activate", "add", "adjust", "allocate", "analyze",
    "annotate", "anonymize", "append", "apply", "approve", "archive", "assign", "attach",
    "authenticate", "authorize", "autocomplete", "ban", "bind", "block", "broadcast", "build",
    "calculate", "cancel", "capture", "change", "check", "claim", "clear", "clone", "close",
    "compare", "complete", "compute", "confirm", "connect", "convert", "copy", "count", "crawl",
    "create", "deactivate", "deallocate", "debit", "decline", "decrypt", "delete", "deliver",
    "deny", "deploy", "deregister", "describe", "destroy", "detach", "disable", "disconnect",
    "dismiss", "download", "edit", "enable", "encrypt", "enroll", "ensure", "estimate", "evaluate",
    "exchange", "execute", "expire", "export", "extend", "extract", "fetch", "finalize", "find",
    "finish", "flush", "follow", "force", "forget", "freeze", "generate", "get", "grant", "hide",
    "import", "ingest", "initiate", "insert", "inspect", "install", "instantiate", "introspect",
    "invite", "invoke", "issue", "join", "kick", "leave", "list", "load", "lock", "login", "logout",
    "lookup", "mark", "measure", "merge", "migrate", "modify", "move", "mute", "negotiate",
    "notify", "parse", "patch", "pause", "pay", "peek", "pin", "ping", "poll", "post", "predict",
    "prepare", "preview", "process", "promote", "provision", "publish", "purge", "push", "put",
    "query", "reactivate", "read", "reassign", "rebase", "reboot", "rebuild", "recalculate",
    "receive", "recommend", "recover", "redeem", "refresh", "refund", "regenerate", "register",
    "reinstate", "reject", "release", "reload", "remind", "remove", "rename", "render", "renew",
    "reopen", "reorder", "repair", "replace", "reply", "request", "rerun", "resend", "reset",
    "resolve", "restart", "restore", "resume", "retrieve", "retry", "revert", "review", "revoke",
    "rollback", "rotate", "run", "save", "scan", "schedule", "search", "select", "send", "set",
    "setup", "share", "show", "shutdown", "sign", "simulate", "skip", "snooze", "split", "start",
    "stop", "store", "submit", "subscribe", "subtract", "summarize", "suspend", "swap", "switch",
    "sync", "synchronize", "terminate", "test", "toggle", "track", "transfer", "transform",
    "translate", "trash", "trigger", "unarchive", "unassign", "unban", "unbind", "unblock",
    "undelete", "undo", "unfollow", "unfreeze", "uninstall", "unlink", "unlock", "unmute", "unpin",
    "unpublish", "unregister", "unset", "unshare", "unstar", "unsubscribe", "unsuspend", "unwatch",
    "update", "upgrade", "upload", "upsert", "validate", "verify", "view", "void", "wait", "watch",
    "whitelist", "withdraw", "write",
];

/// Verbs that are nouns as often, so that the end of a path does not mean them.
const ALSO_NOUNS: &[&str] = &[
    "block", "change", "claim", "clone", "count", "exchange", "export", "import", "issue", "load",
    "lock", "login", "logout", "post", "process", "query", "release", "reply", "request", "review",
    "schedule", "set", "share", "show", "split", "store", "switch", "test", "track", "transfer",
    "trigger", "watch",
];

/// Verbs of a path's end that fit a call that only reads.
const READING: &[&str] = &[
    "check", "compare", "count", "download", "export", "fetch", "find", "get", "list", "lookup",
    "preview", "read", "search", "validate", "verify",
];

/// Verbs whose object is many.
const OF_MANY: &[&str] = &[
    "count", "export", "find", "import", "list", "query", "search",
];

/// Words between a name and what narrows it.
const PREPOSITIONS: &[&str] = &[
    "as", "at", "by", "for", "from", "in", "of", "on", "to", "under", "via", "with",
];

/// Whether a word is a verb.
pub(in crate::naming) fn is_verb(word: &str) -> bool {
    VERBS.binary_search(&word).is_ok()
}

/// Whether the words at the end of a path say what a call with this method does.
pub(super) fn is_action(words: &[String], method: &str) -> bool {
    let Some(word) = words.first().map(String::as_str) else {
        return false;
    };
    match method {
        // `sign-in` is done, a `sign-in-experience` is had.
        _ if word == "sign" && words.len() > 2 => false,
        "GET" | "HEAD" => READING.contains(&word),
        // What is done to one thing may be a noun by its looks: `POST /orders/{id}/transfer`.
        "POST" => {
            is_verb(word)
                && !matches!(
                    word,
                    "post" | "set" | "issue" | "review" | "reply" | "test" | "store" | "request"
                )
        }
        _ => is_verb(word) && !ALSO_NOUNS.contains(&word),
    }
}

/// Whether the object of a verb is many: `list`.
pub(super) fn is_of_many(word: &str) -> bool {
    OF_MANY.contains(&word)
}

/// Whether a word is a preposition.
pub(super) fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::{VERBS, is_action};

    #[test]
    fn verbs_are_sorted_so_that_they_are_found() {
        assert!(VERBS.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn a_reading_call_is_no_action_that_changes_something() {
        let action = |text: &str, method| is_action(&crate::naming::words(text), method);
        assert!(action("search", "GET"));
        assert!(!action("rotate", "GET"));
        assert!(action("rotate", "POST"));
        assert!(action("sign-in", "POST"));
        assert!(!action("sign-in-experience", "PUT"));
    }
}
