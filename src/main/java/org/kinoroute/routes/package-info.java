/** Which route files make up the pipeline: the built-in ones, and the user's, which replace or add to them. */
package org.kinoroute.routes;
