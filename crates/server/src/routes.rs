//! Routes: what is served where, with which right, and what holds for all of them.

use std::time::Instant;

use axum::Router;
use axum::extract::{Request, State};
use axum::handler::Handler;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, on};

use crate::app::App;
use crate::failure::{self, Failure};
use crate::guard::{self, Right};
use crate::parameters::PathVariables;
use crate::{native, t5memory, tmserver};

/// What is served at a path by a method.
pub(crate) struct Route {
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) right: Right,
    /// Whether it may take as long as it takes: files come and go in their own time.
    pub(crate) is_long: bool,
    handler: MethodRouter<App>,
}

/// What is known of the route of a request while it is served.
#[derive(Clone, Copy)]
struct Place {
    number: usize,
    path: &'static str,
    right: Right,
    is_long: bool,
}

/// The number of the route that answered.
#[derive(Clone, Copy)]
struct Answered(usize);

impl Route {
    /// A route that needs the right `right`.
    pub(crate) fn new<H, T>(method: Method, path: &'static str, right: Right, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let filter = MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::GET);
        Self {
            method,
            path,
            right,
            is_long: false,
            handler: on(filter, handler),
        }
    }

    /// The route without a limit of time.
    pub(crate) fn long(mut self) -> Self {
        self.is_long = true;
        self
    }

    /// The labels under which its requests are counted.
    pub(crate) fn labels(&self) -> String {
        format!("method=\"{}\",path=\"{}\"", self.method, self.path)
    }
}

/// All routes.
pub(crate) fn all() -> Vec<Route> {
    let mut routes = native::routes();
    routes.extend(tmserver::routes());
    routes.extend(t5memory::routes());
    routes
}

/// The routes with what guards them.
pub(crate) fn router(routes: Vec<Route>, app: &App) -> Router {
    let mut served = Router::new();
    for (number, route) in routes.into_iter().enumerate() {
        let place = Place {
            number,
            path: route.path,
            right: route.right,
            is_long: route.is_long,
        };
        let layer = from_fn_with_state((app.clone(), place), serve_route);
        served = served.route(route.path, route.handler.route_layer(layer));
    }
    served
        .fallback(async || {
            Failure::not_found("there is nothing here; see /api/yaddash/v1/openapi.json")
        })
        .method_not_allowed_fallback(async || {
            Failure::new(
                StatusCode::METHOD_NOT_ALLOWED,
                "this is not served by this method",
            )
        })
        .layer(from_fn_with_state(app.clone(), serve))
        .with_state(app.clone())
}

/// What holds for every request.
async fn serve(State(app): State<App>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let _under_way = app.metrics.begin();
    let asked_by = request.headers().clone();
    let mut response = match admit(&app, request, next).await {
        Ok(response) => response,
        Err(failure) => failure.into_response(),
    };
    guard::allow_origin(&asked_by, &app.options.origins, &mut response);
    let headers = response.headers_mut();
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    let route = response.extensions().get().map(|Answered(number)| *number);
    app.metrics.count(route, response.status(), start.elapsed());
    response
}

async fn admit(app: &App, request: Request, next: Next) -> Result<Response, Failure> {
    let _place = app.enter()?;
    guard::check_host(request.uri(), request.headers(), &app.options.hosts)?;
    guard::check_origin(request.headers(), &app.options.origins)?;
    if let Some(answer) = guard::preflight(request.method(), request.headers()) {
        return Ok(answer);
    }
    Ok(next.run(request).await)
}

/// What holds for the requests of a route.
async fn serve_route(
    State((app, place)): State<(App, Place)>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = match admit_to(&app, place, request, next).await {
        Ok(response) => response,
        Err(failure) => failure.into_response(),
    };
    if t5memory::is_path(place.path)
        && let Some(failure) = response.extensions().get::<Failure>()
    {
        response = t5memory::failure(failure);
    }
    response.extensions_mut().insert(Answered(place.number));
    response
}

async fn admit_to(
    app: &App,
    place: Place,
    mut request: Request,
    next: Next,
) -> Result<Response, Failure> {
    app.options.tokens.check(request.headers(), place.right)?;
    let variables = PathVariables::read(place.path, request.uri().path())?;
    request.extensions_mut().insert(variables);
    if place.is_long {
        return Ok(next.run(request).await);
    }
    let time = app.options.limits.time;
    let answer = tokio::time::timeout(time, next.run(request)).await;
    answer.map_err(|_| {
        Failure::busy(format!(
            "the request took longer than {} seconds",
            time.as_secs_f64()
        ))
    })
}

/// An answer that holds as long as `counters`, the counts of changes of the memories that it is from, stay the same:
/// it is asked for again each time, but not sent again.
pub(crate) fn fresh(
    tag: &str,
    body: impl Into<axum::body::Body>,
    media_type: &'static str,
) -> Response {
    let mut response = failure::typed(media_type, body);
    revalidate(tag, &mut response);
    response
}

/// The answer to who has the answer already.
pub(crate) fn unchanged(tag: &str) -> Response {
    let mut response = StatusCode::NOT_MODIFIED.into_response();
    revalidate(tag, &mut response);
    response
}

fn revalidate(tag: &str, response: &mut Response) {
    let headers = response.headers_mut();
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-cache"),
    );
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
}

#[cfg(test)]
mod tests;
