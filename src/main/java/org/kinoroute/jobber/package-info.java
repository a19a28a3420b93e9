/** Gives each job its turn, its own temporary queue and a worker that consumes it and goes away. */
package org.kinoroute.jobber;
