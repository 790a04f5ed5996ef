//! `sdksmith man`.

use std::io;

use clap::CommandFactory as _;
use clap_mangen::Man;

use super::arguments::Arguments;
use super::{Fault, Outcome, Printer};

/// Prints the manual page: that of the program, with a section for each subcommand.
pub(super) fn run(printer: &Printer) -> Result<Outcome, Fault> {
    let page = page().map_err(|source| Fault::Io {
        action: "could not write",
        file: "-".to_owned(),
        source,
    })?;
    printer.result(&String::from_utf8_lossy(&page));
    Ok(Outcome::Done)
}

fn page() -> io::Result<Vec<u8>> {
    let mut command = Arguments::command();
    command.build();
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    for subcommand in command
        .get_subcommands()
        .filter(|subcommand| subcommand.get_name() != "help")
    {
        let name = subcommand.get_name().to_uppercase();
        let man = Man::new(subcommand.clone());
        let mut section = Vec::new();
        man.render_synopsis_section(&mut section)?;
        man.render_description_section(&mut section)?;
        man.render_options_section(&mut section)?;
        let text = String::from_utf8_lossy(&section).replace("\n.SH ", "\n.SS ");
        let text = text
            .strip_prefix(".SH ")
            .map_or_else(|| text.clone(), |rest| format!(".SS {rest}"));
        page.extend_from_slice(format!(".SH \"SDKSMITH {name}\"\n{text}").as_bytes());
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_page_has_a_section_for_each_subcommand() {
        let page = String::from_utf8(super::page().unwrap()).unwrap();
        for name in ["GENERATE", "CHECK", "INSPECT", "INIT", "COMPLETIONS", "MAN"] {
            assert!(
                page.contains(&format!(".SH \"SDKSMITH {name}\"\n")),
                "{name}"
            );
        }
        assert_eq!(
            page.matches("\n.TH ").count() + usize::from(page.starts_with(".TH ")),
            1
        );
    }
}
