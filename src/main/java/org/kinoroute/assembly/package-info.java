/** Brings the scenes of a video together again: the Aggregator's parts, and the timeline. */
package org.kinoroute.assembly;
