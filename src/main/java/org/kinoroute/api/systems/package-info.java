/**
 * What the clients of the four systems that Kinoroute takes the place of send and expect, in those systems' own words;
 * the work itself is done behind the routes, as for everybody else.
 */
package org.kinoroute.api.systems;
