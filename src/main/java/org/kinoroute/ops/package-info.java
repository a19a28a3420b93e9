/** Keeps the house: what is old or too much goes. */
package org.kinoroute.ops;
