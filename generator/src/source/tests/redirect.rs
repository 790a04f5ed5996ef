//! Redirects of addresses, from a server on this machine.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, TcpListener, TcpStream};
use std::thread;

use url::Url;

use crate::source::remote::{Fetch as _, Https, Rules};

const LOCAL: Rules = Rules {
    scheme: "http",
    reaches: |address: IpAddr| address.is_loopback(),
};

/// A server that answers every request by its path, for as long as the test runs; its address.
fn server(answer: impl Fn(&str) -> String + Send + 'static) -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let path = path_of(&mut stream);
            stream.write_all(answer(&path).as_bytes()).unwrap();
        }
    });
    Url::parse(&address).unwrap()
}

/// The path of a request, all of which is read.
fn path_of(stream: &mut TcpStream) -> String {
    let mut request = Vec::new();
    let mut byte = [0];
    while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() > 0 {
        request.push(byte[0]);
    }
    let request = String::from_utf8(request).unwrap();
    request.split(' ').nth(1).unwrap_or_default().to_owned()
}

fn ok(body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}")
}

fn redirect(location: &str) -> String {
    format!(
        "HTTP/1.1 302 Found\r\nlocation: {location}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    )
}

fn fetch(server: &Url, path: &str, limit: usize) -> Result<String, String> {
    let bytes = Https::by(LOCAL).fetch(&server.join(path).unwrap(), limit)?;
    Ok(String::from_utf8(bytes).unwrap())
}

#[test]
fn b09_redirects_within_an_origin_are_followed_three_times() {
    let server = server(|path| match path.strip_prefix("/step/") {
        Some("0") => ok("a: 1\n"),
        Some(step) => redirect(&format!("{}", step.parse::<u32>().unwrap() - 1)),
        None => redirect("/step/0"),
    });
    assert_eq!(fetch(&server, "other", 100), Ok("a: 1\n".to_owned()));
    assert_eq!(fetch(&server, "step/3", 100), Ok("a: 1\n".to_owned()));
    assert_eq!(
        fetch(&server, "step/4", 100),
        Err("it redirects more than 3 times".to_owned())
    );
}

#[test]
fn b09_redirects_to_another_origin_are_not_followed() {
    let other = server(|_| ok("secret"));
    let targets = [
        other.as_str().to_owned(),
        other.as_str().replace("http://", "https://"),
        other.as_str().replace("http://", "http://user@"),
        "http://localhost/".to_owned(),
        "file:///etc/passwd".to_owned(),
        "//169.254.169.254/".to_owned(),
    ];
    for target in targets {
        let to = target.clone();
        let server = server(move |_| redirect(&to));
        assert_eq!(
            fetch(&server, "", 100),
            Err("it redirects to another origin".to_owned()),
            "{target}"
        );
    }
}

#[test]
fn b09_a_body_is_read_to_its_limit_and_a_failure_is_none() {
    let server = server(|path| {
        if path == "/long" {
            ok(&"x".repeat(10_000))
        } else {
            "HTTP/1.1 404 Not Found\r\ncontent-length: 5\r\nconnection: close\r\n\r\nno: 1"
                .to_owned()
        }
    });
    assert_eq!(fetch(&server, "long", 10).map(|text| text.len()), Ok(11));
    assert_eq!(
        fetch(&server, "absent", 10),
        Err("the server answers with status 404".to_owned())
    );
}

#[test]
fn b09_an_address_of_ones_own_network_is_not_asked() {
    let server = server(|_| ok("secret"));
    let public = Rules {
        reaches: |address: IpAddr| !address.is_loopback(),
        ..LOCAL
    };
    assert!(Https::by(public).fetch(&server, 100).is_err());
    assert!(Https::default().fetch(&server, 100).is_err());
}
