/** Pages of {@code docs/} that are written by the build, so that they cannot go stale. */
package org.kinoroute.docs;
