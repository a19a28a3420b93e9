/** Who may ask the service, as whom, and how much: keys, sessions, limits. */
package org.kinoroute.api.access;
