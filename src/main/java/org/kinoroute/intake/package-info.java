/** What somebody asks for, by the command line or by the API: read, checked in full, and made a request for a video. */
package org.kinoroute.intake;
