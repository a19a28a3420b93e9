/** Composition: makes the MP4 out of pictures, voices, background, music and captions, with FFmpeg inside the process. */
package org.kinoroute.compose;
