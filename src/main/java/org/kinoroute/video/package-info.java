/** The words of Kinoroute as data: a video, its script and scenes, voices, visuals and timeline; and a job's state. */
package org.kinoroute.video;
