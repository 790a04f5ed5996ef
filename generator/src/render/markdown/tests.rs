//! What may come out of a description, whatever went in.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

mod any;

use super::{
    cell, cell_code, code, fence, line, prose, prose_parted, rustdoc, rustdoc_opening, target,
};

/// Every extension a reader of our Markdown may have switched on; no reader of doc comments knows formulas.
fn events(markdown: &str) -> Vec<Event<'_>> {
    let mut options = Options::all();
    options.remove(Options::ENABLE_OLD_FOOTNOTES);
    options.remove(Options::ENABLE_MATH);
    options.remove(Options::ENABLE_SMART_PUNCTUATION);
    Parser::new_ext(markdown, options).collect()
}

/// Asserts that Markdown holds no HTML, no code but `text`, no heading, no link but the allowed ones.
fn assert_inert(markdown: &str) {
    for event in events(markdown) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                panic!("live HTML {html:?} in\n{markdown}")
            }
            Event::Start(Tag::HtmlBlock) => panic!("an HTML block in\n{markdown}"),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                panic!("an indented block in\n{markdown}")
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(label))) => {
                assert_eq!(&*label, "text", "{markdown}");
            }
            Event::Start(Tag::Image { .. }) => panic!("an image in\n{markdown}"),
            Event::Start(Tag::Heading { .. }) => panic!("a heading in\n{markdown}"),
            Event::Start(Tag::FootnoteDefinition(_)) => panic!("a footnote in\n{markdown}"),
            Event::Start(Tag::MetadataBlock(_)) => panic!("a metadata block in\n{markdown}"),
            Event::FootnoteReference(name) => panic!("a footnote {name} in\n{markdown}"),
            Event::TaskListMarker(_) => panic!("a task in\n{markdown}"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let allowed = ["http:", "https:", "mailto:"].iter().any(|scheme| {
                    dest_url
                        .get(..scheme.len())
                        .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
                });
                assert!(allowed, "a link to {dest_url:?} in\n{markdown}");
            }
            _ => {}
        }
    }
    let forbidden = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
    };
    assert!(
        !markdown.contains(forbidden),
        "a control character in {markdown:?}"
    );
    assert!(
        !markdown.lines().any(|line| line.ends_with(' ')),
        "white space at the end of a line in {markdown:?}"
    );
}

/// Asserts that no broken link is left that a resolver of intra-doc links would be asked about.
fn assert_no_reference(markdown: &str) {
    let mut asked = Vec::new();
    let mut callback = |link: pulldown_cmark::BrokenLink<'_>| {
        asked.push(link.reference.into_string());
        None
    };
    let parser = Parser::new_with_broken_link_callback(
        markdown,
        Options::all() - Options::ENABLE_MATH,
        Some(&mut callback),
    );
    assert!(parser.count() < usize::MAX);
    assert!(asked.is_empty(), "links {asked:?} in\n{markdown}");
}

/// Every form of a description is inert, written the same twice, and leaves alone what follows it.
fn assert_safe(description: &str) {
    let doc = rustdoc(description).join("\n");
    let page = prose(description);
    for (text, again) in [(&doc, rustdoc(&doc).join("\n")), (&page, prose(&page))] {
        assert_inert(text);
        assert_no_reference(text);
        assert_eq!(
            *text, again,
            "written differently the second time, from {description:?}"
        );
        let followed = format!("{text}\n\n## Marker\n\n| a | b |\n| - | - |\n| c | d |\n");
        let rest: Vec<_> = events(&followed).into_iter().rev().take(12).collect();
        assert!(
            rest.iter()
                .any(|event| matches!(event, Event::Text(text) if &**text == "d")),
            "{followed}"
        );
        let heading = |event: &Event<'_>| matches!(event, Event::Start(Tag::Heading { .. }));
        assert_eq!(
            events(&followed)
                .iter()
                .filter(|event| heading(event))
                .count(),
            1,
            "{followed}"
        );
    }
    let one = line(description);
    assert_inert(&one);
    assert!(!one.contains('\n'));
    let row = format!(
        "| a | b |\n| --- | --- |\n| {} | end |\n",
        cell(description)
    );
    let cells = events(&row)
        .into_iter()
        .filter(|event| matches!(event, Event::Start(Tag::TableCell)))
        .count();
    assert_eq!(cells, 4, "{row}");
    assert!(
        events(&row)
            .iter()
            .any(|event| matches!(event, Event::Text(text) if &**text == "end")),
        "{row}"
    );
    assert_inert(row.trim_end());
}

#[test]
fn b01_code_of_a_description_is_labelled_text() {
    let indented = "Creates a client.\n\n    std::fs::write(\"canary\", \"x\").unwrap();\n";
    assert_eq!(
        rustdoc(indented),
        [
            "Creates a client.",
            "",
            "```text",
            "std::fs::write(\"canary\", \"x\").unwrap();",
            "```"
        ]
    );
    assert_safe(indented);
}

#[test]
fn b04_html_and_links_are_text() {
    let hostile = "<img src=x onerror=alert(1)> [go](javascript:alert(1)) ![](http://t.example/p.png) [`Secret`]";
    assert_eq!(
        rustdoc(hostile),
        [r"\<img src=x onerror=alert(1)> go <http://t.example/p.png> \[`Secret`\]"]
    );
    assert_safe(hostile);
}

#[test]
fn h02_no_fence_of_any_length_or_label_survives() {
    for ticks in 3..=9 {
        for mark in ["`", "~"] {
            for label in [
                "",
                "rust",
                "yaml rust",
                "should_panic",
                "{.rust}",
                "ignore",
                "no_run,edition2021",
            ] {
                let fence = mark.repeat(ticks);
                for frame in ["", "- ", "> ", "1. ", "- > ", "| a |\n"] {
                    assert_safe(&format!(
                        "{frame}{fence}{label}\n{frame}panic!();\n{frame}{fence}\nafter"
                    ));
                    assert_safe(&format!(
                        "{frame}{fence}{label}\n  panic!();\n\nunclosed `{mark}{mark}{mark}"
                    ));
                }
            }
        }
    }
    let inner = "````\n```rust\nlet x = 1;\n```\n````";
    assert_eq!(
        rustdoc(inner),
        ["````text", "```rust", "let x = 1;", "```", "````"]
    );
}

#[test]
fn h03_html_comments_entities_and_schemes_are_inert() {
    for text in [
        "<!-- open",
        "<!-- a --> b",
        "a <!-- b --> c",
        "<details><summary>x</summary>\n\n```rust\nfn main() {}\n```\n</details>",
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt; &#60;b&#62; &copy;",
        "<javascript:alert(1)> <data:text/html,x> <vbscript:x>",
        "[a](JaVaScRiPt:alert(1)) [b](data:text/html;base64,x) [c](vbscript:x) [d](//x.example) [e](/x) [f](#x)",
        "[x]: javascript:alert(1)\n[y]: http://y.example 'title'\n\n[x] [y] [z] [text][z] [`Vec`] [crate::Secret]()",
        "[^1] and\n\n[^1]: a footnote\n\n    with code",
        "<script>\nalert(1)\n</script>\n\n<style>*{display:none}</style>",
        "<https://a.example/?x=1&copy=2;y> http://b.example/(c_d). www.example.org a@b.example",
        "[![badge](http://a.example/b.svg)](http://c.example) ![x](data:image/png;base64,x)",
        "<?php x ?> <![CDATA[x]]> <!DOCTYPE html>",
        "a|b\n-|-\nc|d\n\n| `x | y` | <b>z</b> |\n| --- | --- |\n| 1 |",
        "Setext\n===\n\nAlso\n---\n\n# One\n###### Six #\n\n***\n",
        "$$\nx\n$$ and $y$ {#id} :::warning",
        "> [!NOTE]\n> text\n\n- [ ] a\n- [x] b",
        "---\ntitle: x\n---\n\n+++\ny = 1\n+++",
    ] {
        assert_safe(text);
    }
}

#[test]
fn h04_comment_ends_quotes_and_template_syntax_stay_text() {
    for text in [
        "a */ b /* c // d",
        "\"#\\ {} {0} {x:?} \\u{0}",
        "{% raw %}{{ x }}{% endraw %}",
        "${x} #{y} <%= z %>",
    ] {
        assert_safe(text);
    }
}

#[test]
fn h05_line_ends_are_one_and_controls_are_gone() {
    assert_eq!(
        rustdoc("a\rb\r\nc\u{85}d\u{2028}e\u{2029}f\u{0}\u{7}\u{feff}g"),
        ["a b c d e fg"]
    );
    assert_safe("a\r    code\r\r    code\u{85}\u{2028}- b\u{0}");
}

#[test]
fn h06_bidirectional_controls_are_named() {
    assert_eq!(
        rustdoc("a\u{202e}b\u{2066}c\u{61c}d\u{200f}"),
        ["aU+202EbU+2066cU+061CdU+200F"]
    );
    assert_eq!(code("\u{202d}x"), "`U+202Dx`");
    assert_safe("&#x202e; `\u{202e}` [a\u{202e}](http://x.example/\u{202e})\n\n    \u{202e}");
}

#[test]
fn prose_reads_as_it_was_meant() {
    let text = "Gets *all* the **clients**, by `id`.  \nSee [the guide](https://x.example/a_b?c=1&d=2) or https://x.example/y.\n\n* a\n* b\n  1. c\n  2. d\n\nEnd<br/>of it: https://{tenant}.logto.app, client_id.";
    assert_eq!(
        rustdoc(text),
        [
            "Gets *all* the **clients**, by `id`.\\",
            "See [the guide](https://x.example/a_b?c=1&amp;d=2) or <https://x.example/y>.",
            "",
            "- a",
            "- b",
            "  1. c",
            "  2. d",
            "",
            "End\\",
            "of it: `https://{tenant}.logto.app`, client_id.",
        ]
    );
    assert_safe(text);
}

#[test]
fn the_opening_is_a_whole_paragraph_or_nothing() {
    assert_eq!(rustdoc_opening("One\ntwo.\n\nThree."), ["One two."]);
    assert!(rustdoc_opening("    a\n\n    b").is_empty());
}

#[test]
fn headings_become_bold_lines() {
    assert_eq!(rustdoc("# A *b* **c**\ntext"), ["**A *b* c**", "", "text"]);
}

#[test]
fn long_lines_are_filled_and_stay_one_paragraph() {
    let text = "word ".repeat(40) + "- 1. # > + = 2024. next";
    let lines = rustdoc(&text);
    assert!(
        lines.len() > 2 && lines.iter().all(|line| line.chars().count() <= 97),
        "{lines:?}"
    );
    for position in 80..110 {
        for opener in [
            "-", "1.", "#", ">", "+", "===", "---", ":-", "|-|", "2024)", "```", "~~~", "* * *",
        ] {
            assert_safe(&format!("{} {opener} after", "x".repeat(position)));
        }
    }
}

#[test]
fn nothing_comes_of_nothing() {
    assert!(
        rustdoc("").is_empty() && rustdoc(" \n\t\n").is_empty() && prose("<!-- -->").is_empty()
    );
    assert_eq!(code(""), "");
}

#[test]
fn deep_nesting_ends() {
    for text in [
        ">".repeat(20_000),
        "- ".repeat(5_000),
        "[".repeat(20_000),
        "*a ".repeat(5_000),
        "<b>".repeat(5_000),
    ] {
        assert_safe(&text);
    }
}

#[test]
fn code_is_never_closed_from_within() {
    assert_eq!(code("a`b"), "``a`b``");
    assert_eq!(code("`a`"), "`` `a` ``");
    assert_eq!(cell_code("a|b"), r"`a\|b`");
    assert_eq!(fence("json", "{\n```"), "````json\n{\n```\n````");
    assert_eq!(
        target("HTTPS://x.example/a b(c)"),
        Some("HTTPS://x.example/a%20b%28c%29".to_owned())
    );
    assert_eq!(target("file:///etc/passwd"), None);
}

#[test]
fn a_long_description_is_parted_behind_its_first_paragraph() {
    let pair = |first: &str, rest: &str| (first.to_owned(), rest.to_owned());
    assert_eq!(
        prose_parted("One\nline.\n\nTwo."),
        pair("One line.", "Two.")
    );
    assert_eq!(
        prose_parted("# Start\n\nOne.\n\n- a\n- b"),
        pair("**Start**\n\nOne.", "- a\n- b")
    );
    assert_eq!(
        prose_parted("- a\n- b\n\nOne."),
        pair("", "- a\n- b\n\nOne.")
    );
    assert_eq!(prose_parted(" "), pair("", ""));
}
