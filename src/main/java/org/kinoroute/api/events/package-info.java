/** What is told of videos as it happens: by server-sent events to who listens, by webhooks to who asked for it. */
package org.kinoroute.api.events;
