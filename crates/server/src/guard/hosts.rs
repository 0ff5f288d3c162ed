//! The name by which the server is called.
//!
//! A page of another site may give its own name the address of this machine (DNS rebinding), and the browser then takes
//! the server for a part of that site. But it still sends the name: so names are served that were told, and addresses,
//! which no one can rebind.

use std::net::{Ipv4Addr, Ipv6Addr};

use axum::http::{HeaderMap, StatusCode, Uri, header};

use crate::failure::Failure;

/// Refuses a request that calls the server by a name that is not its own.
pub(crate) fn check_host(uri: &Uri, headers: &HeaderMap, names: &[String]) -> Result<(), Failure> {
    let mut given = headers.get_all(header::HOST).iter();
    let (host, other) = (given.next(), given.next());
    let host = match (uri.host(), host.map(|host| host.to_str())) {
        _ if other.is_some() => None,
        (Some(host), _) => Some(host),
        (None, Some(Ok(host))) => Some(without_port(host)),
        _ => None,
    };
    let Some(host) = host else {
        return Err(Failure::bad_request("a request has one `Host`"));
    };
    if is_address(host)
        || host.eq_ignore_ascii_case("localhost")
        || names.iter().any(|name| host.eq_ignore_ascii_case(name))
    {
        return Ok(());
    }
    Err(Failure::new(
        StatusCode::MISDIRECTED_REQUEST,
        "the server does not serve this `Host`; names beside localhost are told when it is started",
    ))
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

fn is_address(host: &str) -> bool {
    let inside = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    match inside {
        Some(inside) => inside.parse::<Ipv6Addr>().is_ok(),
        None => host.parse::<Ipv4Addr>().is_ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_served(uri: &str, hosts: &[&str]) -> bool {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(header::HOST, host.parse().unwrap());
        }
        let names = ["tm.example".to_owned()];
        check_host(&uri.parse().unwrap(), &headers, &names).is_ok()
    }

    #[test]
    fn names_and_addresses() {
        for host in [
            "localhost",
            "LocalHost:7411",
            "127.0.0.1:7411",
            "192.0.2.7",
            "[::1]:7411",
            "[::1]",
            "tm.example:80",
            "TM.example",
        ] {
            assert!(is_served("/", &[host]), "{host}");
        }
        for host in [
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "tm.example.evil.example:7411",
            "",
            ":7411",
            "[::1",
            "x[::1]",
            "localhost:7411:7411",
        ] {
            assert!(!is_served("/", &[host]), "{host}");
        }
        assert!(!is_served("/", &[]), "none");
        assert!(!is_served("/", &["localhost", "evil.example"]), "two");
        assert!(
            !is_served("http://evil.example/", &["localhost"]),
            "the one of the address counts"
        );
        assert!(is_served("http://localhost:7411/", &["evil.example"]));
    }
}
