/** The pipeline's files: what is refused, what replaces what, and what holds for all of the built-in ones. */
package org.kinoroute.routes;
