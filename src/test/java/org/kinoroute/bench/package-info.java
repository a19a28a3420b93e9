/** Benchmarks against other ways to make the same video, and the makers of the backgrounds that come with Kinoroute. */
package org.kinoroute.bench;
