/** The native API: one contract, by which requests are checked and led to the routes of their operations, and answers. */
package org.kinoroute.api;
