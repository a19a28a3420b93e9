package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_FLAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MP3;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_OPUS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_F32LE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S16LE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S24LE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S32LE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_U8;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PRORES;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VORBIS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP8;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP9;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_PAL8;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.TemporaryFiles;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Files that people hand in: known by their content, whatever they are called, and held to limits before they are
 * decoded. What comes out is another file, in which there is nothing but the media: pictures are encoded anew, turned
 * upright; of videos and sounds one stream is copied.
 */
@Component("uploads")
public class Uploads {

    private static final Set<FileKind> PICTURES = EnumSet.of(FileKind.PNG, FileKind.JPEG, FileKind.WEBP);
    private static final Set<FileKind> VIDEOS = EnumSet.of(FileKind.MP4, FileKind.MOV, FileKind.WEBM);
    private static final Set<FileKind> SOUNDS = EnumSet.of(FileKind.WAV, FileKind.MP3, FileKind.OGG);

    private static final Set<Integer> VIDEO_CODECS = Set.of(
            AV_CODEC_ID_H264,
            AV_CODEC_ID_HEVC,
            AV_CODEC_ID_MPEG4,
            AV_CODEC_ID_AV1,
            AV_CODEC_ID_VP8,
            AV_CODEC_ID_VP9,
            AV_CODEC_ID_MJPEG,
            AV_CODEC_ID_PRORES);
    private static final Set<Integer> SOUND_CODECS = Set.of(
            AV_CODEC_ID_PCM_U8,
            AV_CODEC_ID_PCM_S16LE,
            AV_CODEC_ID_PCM_S24LE,
            AV_CODEC_ID_PCM_S32LE,
            AV_CODEC_ID_PCM_F32LE,
            AV_CODEC_ID_MP3,
            AV_CODEC_ID_OPUS,
            AV_CODEC_ID_VORBIS,
            AV_CODEC_ID_FLAC);

    private static final String PICTURE = "PNG, JPEG or WebP";
    private static final String VIDEO = "MP4, WebM or MOV";
    private static final String SOUND = "WAV, MP3 or OGG";

    /** As good as the original to the eye. */
    private static final int JPEG_QUALITY = 2;

    /** More than any camera or program writes; each may cost a walk over the whole picture. */
    private static final int MOST_SCANS = 64;

    private static final int THUMBNAIL = 480;

    /** A picture at its limits takes some hundreds of megabytes while it is looked at. */
    private final Semaphore pictures = new Semaphore(1);

    private final UploadProperties limits;

    public Uploads(UploadProperties limits) {
        this.limits = limits;
    }

    /**
     * A picture: PNG, JPEG or WebP.
     *
     * @param field by which the API knows it, for whoever gets it wrong
     * @param name as it came, for people only
     * @throws FieldProblem if it cannot be used
     */
    public Upload picture(String field, String name, Path file) {
        return new Check(field, name, file).picture(PICTURE);
    }

    /** A photo or a clip, as a product is shown in; as {@link #picture}. */
    public Upload shot(String field, String name, Path file) {
        Check check = new Check(field, name, file);
        String wanted = PICTURE + ", or " + VIDEO;
        return PICTURES.contains(check.kind) ? check.picture(wanted) : check.video(limits.clipTime(), wanted);
    }

    /** A clip, which loses its sound; as {@link #picture}. */
    public Upload clip(String field, String name, Path file) {
        return new Check(field, name, file).video(limits.clipTime(), VIDEO);
    }

    /** A background, video without sound or picture; as {@link #picture}. */
    public Upload background(String field, String name, Path file) {
        Check check = new Check(field, name, file);
        String wanted = VIDEO + ", or " + PICTURE;
        return PICTURES.contains(check.kind) ? check.picture(wanted) : check.video(limits.backgroundTime(), wanted);
    }

    /** Music; as {@link #picture}. */
    public Upload music(String field, String name, Path file) {
        return new Check(field, name, file).sound(limits.musicTime());
    }

    /** A recorded voice; as {@link #picture}. */
    public Upload voice(String field, String name, Path file) {
        return new Check(field, name, file).sound(limits.voiceTime());
    }

    /** Any picture, video or sound; as {@link #picture}. */
    public Upload media(String field, String name, Path file) {
        Check check = new Check(field, name, file);
        return SOUNDS.contains(check.kind) ? check.sound(limits.musicTime()) : background(field, name, file);
    }

    /** Removes what was taken, once it is where it belongs. */
    public void discard(Upload upload) {
        delete(upload.file());
    }

    /** A small JPEG of a picture, or of a video a moment after its beginning. */
    public byte[] thumbnail(Path file) {
        try (Input input = new Input(file, AVMEDIA_TYPE_VIDEO, Map.of()).decode(1)) {
            if (input.container().duration() > 2_000_000) {
                input.seek((long) (1
                        / org.bytedeco.ffmpeg.global.avutil.av_q2d(
                                input.stream().time_base())));
            }
            AVFrame frame = input.frame();
            if (frame == null) {
                throw new MediaException("Cannot read " + file, 0, "no picture in it");
            }
            List<String> filters = new ArrayList<>(Upright.of(frame).filters());
            filters.add("scale=w='min(iw," + THUMBNAIL + ")':h=-2:flags=area:out_range=pc");
            filters.add("format=yuvj420p");
            return filtered(frame, filters, true);
        }
    }

    private static byte[] filtered(AVFrame frame, List<String> filters, boolean jpeg) {
        String source = String.format(
                "video_size=%dx%d:pix_fmt=%d:time_base=1/1:pixel_aspect=1/1:colorspace=%d:range=%d",
                frame.width(), frame.height(), frame.format(), frame.colorspace(), frame.color_range());
        frame.pts(0);
        try (FilterGraph graph = new FilterGraph("", source, String.join(",", filters))) {
            graph.put(frame);
            AVFrame out = graph.get();
            if (out == null) {
                graph.put(null);
                out = graph.get();
            }
            return jpeg ? StillWriter.jpeg(out, JPEG_QUALITY) : StillWriter.png(out);
        }
    }

    /** One file under examination. */
    private final class Check {

        private final String field;
        private final String name;
        private final Path file;
        private final FileKind kind;
        private final long size;

        Check(String field, String name, Path file) {
            this.field = field;
            this.name = shown(name);
            this.file = file;
            try {
                this.kind = FileKind.of(file);
                this.size = Files.size(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Upload picture(String wanted) {
            demand(PICTURES, wanted);
            limit(limits.pictureSize());
            pictures.acquireUninterruptibly();
            try {
                return walked(wanted);
            } finally {
                pictures.release();
            }
        }

        private Upload walked(String wanted) {
            PictureFile walked = PictureFile.of(kind, bytes(file));
            if (!walked.whole() || walked.width() < 2 || walked.height() < 2) {
                throw problem("is a broken picture; save it anew as " + wanted);
            } else if (walked.width() * walked.height() > limits.picturePixels()
                    || walked.width() > 32_000
                    || walked.height() > 32_000) {
                throw problem("has " + walked.width() + "x" + walked.height() + " pixels, and "
                        + limits.picturePixels() / 1_000_000 + " million are the most; scale it down");
            } else if (walked.moving()) {
                throw problem("is an animation; save one of its pictures, or a video");
            } else if (walked.scans() > MOST_SCANS) {
                throw problem("is made of " + walked.scans() + " layers; save it anew");
            }
            Path bare = temporary(".bare");
            try {
                Files.write(bare, walked.bare());
                return picture(bare, wanted);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                delete(bare);
            }
        }

        private Upload picture(Path bare, String wanted) {
            try (Input input = new Input(bare, AVMEDIA_TYPE_VIDEO, Map.of(), kind.format())
                    .strict()
                    .decode(1)) {
                AVFrame frame = input.frame();
                if (frame == null) {
                    throw problem("is a broken picture; save it anew as " + wanted);
                }
                Upright upright = Upright.of(frame);
                int width = upright.lying() ? frame.height() : frame.width();
                int height = upright.lying() ? frame.width() : frame.height();
                List<String> filters = new ArrayList<>(upright.filters());
                boolean jpeg = kind == FileKind.JPEG;
                filters.add(
                        jpeg
                                ? "scale=out_range=pc,format=yuvj420p|yuvj422p|yuvj444p"
                                : "format=" + (hasAlpha(frame) ? "rgba" : "rgb24"));
                byte[] bytes = filtered(frame, filters, jpeg);
                Path out = temporary(jpeg ? ".jpg" : ".png");
                Files.write(out, bytes);
                return new Upload(out, jpeg ? "image/jpeg" : "image/png", jpeg ? ".jpg" : ".png", width, height, 0);
            } catch (MediaException e) {
                throw problem("is a broken picture; save it anew as " + wanted, e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private boolean hasAlpha(AVFrame frame) {
            return frame.format() == AV_PIX_FMT_PAL8
                    || (av_pix_fmt_desc_get(frame.format()).flags() & AV_PIX_FMT_FLAG_ALPHA) != 0;
        }

        Upload video(Duration longest, String wanted) {
            demand(VIDEOS, wanted);
            limit(limits.videoSize());
            String broken = "is a broken video; save it anew as " + wanted;
            try (Input input = new Input(file, AVMEDIA_TYPE_VIDEO, Map.of(), kind.format())) {
                int width = input.stream().codecpar().width();
                int height = input.stream().codecpar().height();
                if (!VIDEO_CODECS.contains(input.stream().codecpar().codec_id())) {
                    throw problem("is coded in a way that is not known; save it as H.264 in an MP4");
                } else if (width < 2 || height < 2) {
                    throw problem(broken);
                } else if ((long) width * height > limits.videoPixels()) {
                    throw problem("has " + width + "x" + height + " pixels, and " + limits.videoPixels() / 1_000_000
                            + " million are the most; scale it down");
                }
                limit(input.container().duration() / 1e6, longest);
                boolean lying = firstPicture(broken);
                boolean webm = kind == FileKind.WEBM;
                boolean mov = !webm && isOldStyle(input.stream().codecpar().codec_id());
                String ending = webm ? ".webm" : mov ? ".mov" : ".mp4";
                Upload upload = new Upload(
                        temporary(ending),
                        webm ? "video/webm" : mov ? "video/quicktime" : "video/mp4",
                        ending,
                        lying ? height : width,
                        lying ? width : height,
                        0);
                return copied(
                        input,
                        upload,
                        webm ? "webm" : ending.substring(1),
                        webm ? Map.of() : Map.of("movflags", "+faststart"),
                        longest,
                        limits.videoFrames(),
                        broken);
            } catch (MediaException e) {
                throw problem(broken, e);
            }
        }

        /** @return whether width and height change places when it is turned upright */
        private boolean firstPicture(String broken) {
            try (Input input = new Input(file, AVMEDIA_TYPE_VIDEO, Map.of(), kind.format()).decode(1)) {
                AVFrame frame = input.frame();
                if (frame == null) {
                    throw problem(broken);
                }
                return Upright.of(frame).lying();
            }
        }

        private boolean isOldStyle(int codec) {
            return codec == AV_CODEC_ID_MJPEG || codec == AV_CODEC_ID_PRORES || codec == AV_CODEC_ID_VP8;
        }

        Upload sound(Duration longest) {
            demand(SOUNDS, SOUND);
            limit(limits.soundSize());
            String broken = "is a broken sound; save it anew as " + SOUND;
            try (Input input = new Input(file, AVMEDIA_TYPE_AUDIO, Map.of(), kind.format())) {
                if (!SOUND_CODECS.contains(input.stream().codecpar().codec_id())) {
                    throw problem("is coded in a way that is not known; save it as " + SOUND);
                }
                limit(input.container().duration() / 1e6, longest);
                firstSound(broken);
                String ending = kind == FileKind.WAV ? ".wav" : kind == FileKind.MP3 ? ".mp3" : ".ogg";
                Upload upload = new Upload(
                        temporary(ending),
                        kind == FileKind.WAV ? "audio/wav" : kind == FileKind.MP3 ? "audio/mpeg" : "audio/ogg",
                        ending,
                        0,
                        0,
                        0);
                Map<String, String> options =
                        kind == FileKind.MP3 ? Map.of("id3v2_version", "0", "write_id3v1", "0") : Map.of();
                return copied(input, upload, ending.substring(1), options, longest, Long.MAX_VALUE, broken);
            } catch (MediaException e) {
                throw problem(broken, e);
            }
        }

        private void firstSound(String broken) {
            try (Input input = new Input(file, AVMEDIA_TYPE_AUDIO, Map.of(), kind.format()).decode(1)) {
                if (input.frame() == null) {
                    throw problem(broken);
                }
            }
        }

        private Upload copied(
                Input input,
                Upload to,
                String format,
                Map<String, String> options,
                Duration longest,
                long most,
                String broken) {
            boolean good = false;
            try {
                double promised = input.container().duration() / 1e6;
                Remuxer.Copied copied =
                        Remuxer.copy(input, to.file(), format, options, longest.toMillis() / 1e3 + 0.5, most);
                limit(copied.seconds(), longest);
                if (copied.packets() > most) {
                    throw problem("has more than " + most + " pictures; cut it");
                } else if (copied.packets() == 0 || copied.damaged() || copied.seconds() < promised * 0.9 - 0.5) {
                    throw problem(broken);
                }
                good = true;
                return new Upload(to.file(), to.contentType(), to.ending(), to.width(), to.height(), copied.seconds());
            } finally {
                if (!good) {
                    delete(to.file());
                }
            }
        }

        private void demand(Set<FileKind> kinds, String wanted) {
            if (!kinds.contains(kind)) {
                throw problem("is " + kind.words() + "; save it as " + wanted);
            }
        }

        private void limit(DataSize most) {
            if (size > most.toBytes()) {
                throw problem("has " + (size + 999_999) / 1_000_000 + " MB, and " + most.toMegabytes()
                        + " are the most; make it smaller");
            }
        }

        private void limit(double seconds, Duration longest) {
            // Lengths are told in whole frames: the last one may stand over.
            if (seconds > longest.toMillis() / 1e3 + 0.2) {
                throw problem("lasts " + Math.round(seconds) + " seconds, and " + longest.toSeconds()
                        + " are the most; cut it");
            }
        }

        private FieldProblem problem(String what) {
            return problem(what, null);
        }

        private FieldProblem problem(String what, Throwable cause) {
            return new FieldProblem(field, name + " " + what, cause);
        }
    }

    /** A name as it may be shown: it came from outside. */
    private static String shown(String name) {
        String plain =
                name == null ? "" : name.replaceAll("[\\p{Cntrl}\\p{Cf}]", "").strip();
        return plain.isEmpty()
                ? "the file"
                : plain.codePointCount(0, plain.length()) <= 60
                        ? plain
                        : plain.substring(0, plain.offsetByCodePoints(0, 60)) + "…";
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary(String ending) {
        try {
            return TemporaryFiles.file("upload-", ending);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
