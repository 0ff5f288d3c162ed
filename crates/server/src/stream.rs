//! Answers that are written while they are sent.

use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::Frame;
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Bytes of a piece.
const PIECE: usize = 64 << 10;
/// Pieces that wait for a slow client.
const AHEAD: usize = 4;

/// Where an answer is written on a thread of its own; waits for a slow client, and fails where he has gone.
#[derive(Debug)]
pub(crate) struct AnswerWriter {
    pieces: Sender<io::Result<Bytes>>,
    piece: Vec<u8>,
}

struct Pieces(Receiver<io::Result<Bytes>>);

/// An answer that `write` writes. Where it fails, the answer breaks off, so that it is not taken for whole.
pub(crate) fn answer<F>(write: F) -> Body
where
    F: FnOnce(&mut AnswerWriter) -> io::Result<()> + Send + 'static,
{
    let (pieces, receiver) = channel(AHEAD);
    tokio::task::spawn_blocking(move || {
        let mut writer = AnswerWriter {
            pieces,
            piece: Vec::with_capacity(PIECE),
        };
        if let Err(error) = write(&mut writer).and_then(|()| writer.flush()) {
            let _ = writer.pieces.blocking_send(Err(error));
        }
    });
    Body::new(Pieces(receiver))
}

impl Write for AnswerWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        self.pieces
            .blocking_send(Ok(piece.into()))
            .map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.0
            .poll_recv(context)
            .map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}
