/** What a person types at a terminal. */
package org.kinoroute.cli;
