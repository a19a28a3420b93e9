package org.kinoroute.fleet;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** An S3 server of one's own, behind a gate that can be shut. */
final class Store implements AutoCloseable {

    static final String BUCKET = "fleet";
    static final String ACCESS_KEY = "fleet";
    static final String SECRET_KEY = "of-the-fleet";

    /** What the server has not whole yet. */
    private static final Pattern UNDER_WAY = Pattern.compile(".*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Path folder;
    private final S3Proxy server;
    private final Map<String, Integer> puts;
    private final Gate gate;
    private final Gate farGate;
    private final Cable cable;

    private Store(Path folder, S3Proxy server, Map<String, Integer> puts, Cable cable) throws IOException {
        this.folder = folder;
        this.server = server;
        this.puts = puts;
        this.cable = cable;
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", server.getPort());
        this.gate = new Gate(address);
        this.farGate = cable == null ? null : new Gate(address, InetAddress.getByName(cable.near()));
    }

    /** @param cable at whose near end it is found, too; null: there is none */
    static Store start(Path folder, Cable cable) throws Exception {
        Files.createDirectories(folder);
        Map<String, Integer> puts = new ConcurrentHashMap<>();
        S3Proxy server = S3Proxy.builder()
                .blobStore(counting(new FilesystemNio2BlobStore(folder.toString()), puts))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
                .ignoreUnknownHeaders(true)
                .stopTimeout(500)
                .build();
        server.start();
        return new Store(folder, server, puts, cable);
    }

    private static BlobStore counting(BlobStore store, Map<String, Integer> puts) {
        return (BlobStore) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {BlobStore.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(store, arguments);
                        if (method.getName().equals("putBlob")) {
                            puts.merge(((PutObjectRequest) arguments[0]).key(), 1, Integer::sum);
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** How many objects were stored so often at least. @param keys as a regular expression */
    long stored(String keys, int times) {
        return puts.entrySet().stream()
                .filter(put -> put.getValue() >= times)
                .filter(put -> put.getKey().matches(keys))
                .count();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + gate.port());
    }

    /** The same for who is at the far end of the cable. */
    URI endpointFar() {
        return URI.create("http://" + cable.near() + ":" + farGate.port());
    }

    void shut() {
        gates().forEach(Gate::shut);
    }

    void open() {
        gates().forEach(Gate::open);
    }

    private List<Gate> gates() {
        return farGate == null ? List.of(gate) : List.of(gate, farGate);
    }

    /** The objects whose keys begin so, and when each was stored last. */
    Map<String, FileTime> objects(String prefix) throws IOException {
        Path bucket = folder.resolve(BUCKET);
        Map<String, FileTime> objects = new TreeMap<>();
        if (!Files.isDirectory(bucket)) {
            return objects;
        }
        Files.walkFileTree(bucket, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String key = bucket.relativize(file).toString();
                if (key.startsWith(prefix) && !UNDER_WAY.matcher(key).matches()) {
                    objects.put(key, attributes.lastModifiedTime());
                }
                return FileVisitResult.CONTINUE;
            }

            /** It was deleted meanwhile. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return objects;
    }

    /** Uploads in parts that nobody has ended. */
    List<String> halfUploaded() {
        try (S3Client client = S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + server.getPort()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .build()) {
            return client.listMultipartUploads(request -> request.bucket(BUCKET)).uploads().stream()
                    .map(MultipartUpload::key)
                    .toList();
        }
    }

    @Override
    public void close() throws Exception {
        for (Gate one : gates()) {
            one.close();
        }
        server.stop();
    }
}
