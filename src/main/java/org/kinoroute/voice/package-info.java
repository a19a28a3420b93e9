/** Speech: text made speakable, the embedded synthesiser, the time of every word, and who sounds like whom. */
package org.kinoroute.voice;
