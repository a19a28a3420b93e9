/**
 * Gives each job its turn, its own temporary queue and a worker that consumes it and goes away: in this process, beside
 * it, or as a Kubernetes Job.
 */
package org.kinoroute.jobber;
