package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** The few things that every use of FFmpeg's libraries needs. */
final class Ffmpeg {

    static {
        // Encoders hold far more memory than the JVM knows of: a small heap must not stop them. Whoever runs the JVM
        // may set a limit of their own.
        if (System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes") == null) {
            System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        }
        // What goes wrong comes back as a code and is told in our own words; the libraries' log goes to stderr.
        av_log_set_level(AV_LOG_FATAL);
    }

    private Ffmpeg() {}

    /** Loads the libraries, at the latest now; to be called before anything else of theirs is. */
    static void load() {
        // The static initialiser has done it.
    }

    static int check(int code, String what) {
        if (code < 0) {
            throw new MediaException(what, code, error(code));
        }
        return code;
    }

    private static String error(int code) {
        byte[] text = new byte[256];
        av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    /** With its protocol, so that no name of a file is ever taken for a URL. */
    static String url(Path file) {
        return "file:" + file.toAbsolutePath();
    }

    static AVRational rational(int numerator, int denominator) {
        AVRational rational = new AVRational();
        rational.num(numerator);
        rational.den(denominator);
        return rational;
    }

    /** To be freed by {@link #free}. */
    static AVDictionary dictionary(Map<String, String> entries) {
        AVDictionary dictionary = new AVDictionary(null);
        entries.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
        return dictionary;
    }

    static void free(AVDictionary dictionary) {
        av_dict_free(dictionary);
    }

    /** A picture with memory of its own. */
    static AVFrame picture(int format, int width, int height) {
        AVFrame frame = av_frame_alloc();
        frame.format(format);
        frame.width(width);
        frame.height(height);
        check(av_frame_get_buffer(frame, 0), "No memory for a picture of " + width + "x" + height);
        return frame;
    }
}
