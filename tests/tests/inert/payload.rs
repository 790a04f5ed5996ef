//! Texts that mean harm somewhere: to Rust, to TOML, to Markdown, to HTML, to a terminal, to a file system.

/// A text that means nothing to anything.
pub(crate) const HARMLESS: &str = "harmless";

/// Each is one text; what it attacks is in the comment beside it.
pub(crate) const ALL: [&str; 40] = [
    "*/ fn evil() {} /*",                                    // comments
    "// evil\nfn evil() {}",                                 // line comments
    "\"; fn evil() {} //",                                   // string literals
    "\"# ; fn evil() {} //",                                 // raw string literals
    "\\\"; evil(); \\",                                      // escapes
    "{} {0} {x:?} {{ }}",                                    // formatting
    "\\u{0} \\x00 \\n",                                      // escapes, written out
    "{% raw %}{{ evil }}{% endraw %}",                       // templates
    "x\"\nbuild = \"src/evil.rs\"\n#",                       // TOML
    "]\n[dependencies]\nevil = \"1\"",                       // TOML
    "'''\nbuild = true\n'''",                                // TOML
    "\"]#[cfg(evil)]#[doc = \"",                             // attributes
    "```\nstd::fs::write(\"canary\", \"x\").unwrap();\n```", // doctests
    "~~~\nevil();\n~~~",                                     // doctests
    "text\n\n    evil();\n\ntext",                           // doctests
    "```rust,should_panic\nevil();\n```",                    // doctests
    "- a\n\n      evil();\n",                                // doctests
    "```yaml rust\nevil();\n```",                            // doctests
    "`````\n```\nevil();\n",                                 // fences that stay open
    "> ```ignore\n> evil();\n> ```",                         // fences in a quote
    "<script>evil()</script>",                               // HTML
    "<img src=x onerror=evil()>",                            // HTML
    "<!-- evil",                                             // HTML that swallows what follows
    "<details><summary>evil",                                // HTML that swallows what follows
    "[go](javascript:evil())",                               // links
    "![](http://t.example/p.png) <javascript:evil()>",       // images and autolinks
    "[go][x]\n\n[x]: data:text/html,evil",                   // reference definitions
    "[`Secret`] [Client::new] [evil](vbscript:x)",           // links within rustdoc
    "a | b \\| c |\n|---|",                                  // tables
    "a\rb\r\nc\u{85}d\u{2028}e\u{2029}f",                    // ends of lines
    "nul\u{0} bell\u{7} escape\u{1b}[31m",                   // control characters
    "\u{202e}evil\u{2066} \u{200f}\u{61c}",                  // direction of writing
    "\u{feff}mark",                                          // byte order marks
    "../../../../etc/hosts",                                 // paths
    "/etc/x\\..\\x",                                         // paths
    "con.rs",                                                // names that a system keeps
    "self",                                                  // keywords
    "r#type'a",                                              // tokens
    "🦀 é ünïcödé 名前",                                     // beyond ASCII
    "$ref #[test] ${{ evil }} %2e%2e%2f @evil.example",      // everything else
];
