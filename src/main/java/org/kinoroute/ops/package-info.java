/** Keeps the house: what is old or too much goes, what is forsaken is driven on. */
package org.kinoroute.ops;
