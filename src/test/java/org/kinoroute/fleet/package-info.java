/** Several processes of the application, each with a role, on a broker, a database and a store of their own; and what breaks them. */
package org.kinoroute.fleet;
