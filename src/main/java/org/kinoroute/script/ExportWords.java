package org.kinoroute.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words that the app itself writes into an export, in the languages that we know. */
final class ExportWords {

    /** @param omitted also what is shown where a file is not there */
    private record Language(
            String label, Pattern omitted, Pattern attached, Pattern deleted, Pattern edited, Pattern system) {}

    private static final Map<String, Language> LANGUAGES = new LinkedHashMap<>();

    static {
        add(
                "en",
                "Media omitted",
                "media omitted|(?:image|video|audio|sticker|gif|document|video note|contact card|voice call) omitted",
                "file attached",
                "attached",
                "this message was deleted|you deleted this message|this message was deleted by admin .*",
                "this message was edited",
                "messages (?:and calls|to this (?:chat|group))[^:]{0,40} (?:are|is) (?:now )?(?:end-to-end encrypted|secured)"
                        + "|created (?:this )?group|changed (?:the|this)(?: group'?s?)? (?:subject|icon|description|name)"
                        + "|(?:was|were) added|added |\\bleft$|removed |joined using|security code (?:with .* )?changed"
                        + "|missed (?:group )?(?:voice|video) call|(?:now an? (?:group )?)admin|disappearing messages"
                        + "|pinned a message|(?:blocked|unblocked) this contact|changed (?:their|to a new) (?:phone )?number");
        add(
                "pt-br",
                "Mídia oculta",
                "(?:arquivo de )?m[ií]dia ocult[ao]"
                        + "|(?:imagem|v[ií]deo|[aá]udio|figurinha|gif|documento|cart[aã]o do contato) (?:ocultad|omitid)[ao]",
                "arquivo anexado",
                "anexado",
                "(?:esta )?mensagem (?:foi )?apagada|(?:voc[eê] apagou|apagou) (?:esta|essa) mensagem",
                "mensagem editada|esta mensagem foi editada",
                "as mensagens e (?:as )?(?:liga|chama)[^:]{0,60} criptografia|criou (?:o|este) grupo"
                        + "|mudou (?:o|a) (?:nome|assunto|imagem|descri[cç][aã]o|[ií]cone)|foi adicionad[ao]|adicionou |\\bsaiu$"
                        + "|removeu |entrou usando|c[oó]digo de seguran[cç]a|(?:liga[cç][aã]o|chamada) de (?:voz|v[ií]deo) perdida"
                        + "|agora [eé] (?:um )?admin|mensagens tempor[aá]rias|fixou uma mensagem");
        add(
                "es",
                "Multimedia omitido",
                "(?:archivo )?multimedia omitid[oa]|(?:imagen|v[ií]deo|audio|sticker|gif|documento|tarjeta de contacto) omitid[oa]",
                "archivo adjunto",
                "adjunto",
                "se elimin[oó] este mensaje|este mensaje fue eliminado|eliminaste este mensaje",
                "se edit[oó] este mensaje\\.?",
                "los mensajes y las llamadas[^:]{0,60} cifrad[oa]s|cre[oó] (?:el|este) grupo"
                        + "|cambi[oó] (?:el|la) (?:nombre|asunto|[ií]cono|imagen|descripci[oó]n)|añadi[oó] |agreg[oó] a |sali[oó] del grupo"
                        + "|elimin[oó] a |se uni[oó] |c[oó]digo de seguridad|llamada perdida|videollamada perdida|ahora (?:es|eres) admin");
        add(
                "fr",
                "Médias omis",
                "m[eé]dias? omis|(?:image|vid[eé]o|audio|sticker|gif|document) (?:absente?|omise?)",
                "fichier joint",
                "pi[eè]ce jointe ?",
                "ce message a [eé]t[eé] supprim[eé]|vous avez supprim[eé] ce message",
                "ce message a [eé]t[eé] modifi[eé]",
                "les messages et (?:les )?appels[^:]{0,60} chiffr[eé]s|a cr[eé][eé] (?:le|ce) groupe"
                        + "|a modifi[eé] (?:le|la|l')|a chang[eé] |a ajout[eé] |est parti|a quitt[eé]|a retir[eé] |a rejoint|code de s[eé]curit[eé]"
                        + "|appel (?:vocal|vid[eé]o) manqu[eé]");
        add(
                "de",
                "Medien ausgeschlossen",
                "medien ausgeschlossen|(?:bild|video|audio|sticker|gif|dokument|kontaktkarte) weggelassen",
                "datei angehängt",
                "anhang",
                "diese nachricht wurde gelöscht|du hast diese nachricht gelöscht",
                "diese nachricht wurde bearbeitet\\.?",
                "nachrichten und anrufe[^:]{0,60} verschlüsselt|hat (?:die|diese) gruppe .*erstellt"
                        + "|hat .* (?:hinzugefügt|entfernt|geändert)|hat die gruppe verlassen|ist .* beigetreten"
                        + "|sicherheitsnummer|verpasster (?:sprach|video)anruf");
        add(
                "it",
                "Media omessi",
                "media omessi|(?:immagine|video|audio|sticker|gif|documento) (?:omess[oa]|non inclus[oa])",
                "file allegato",
                "allegato",
                "(?:questo )?messaggio (?:è stato )?eliminato|hai eliminato questo messaggio",
                "questo messaggio è stato modificato",
                "i messaggi e le chiamate[^:]{0,60} crittografat[ie]|ha creato il gruppo|ha cambiato |ha modificato "
                        + "|ha aggiunto |ha abbandonato|ha rimosso |si è unit|codice di sicurezza|chiamata persa");
    }

    private static final Pattern GROUP =
            pattern("created (?:this )?group|criou (?:o|este) grupo|cre[oó] (?:el|este) grupo"
                    + "|a cr[eé][eé] (?:le|ce) groupe|hat (?:die|diese) gruppe|ha creato il gruppo|changed (?:the|this) (?:group|subject)"
                    + "|joined using|entrou usando|\\badded \\S|\\badicionou \\S|\\bañadi[oó] |\\bhat .* hinzugefügt|a ajout[eé] |ha aggiunto "
                    + "|\\bleft$|\\bsaiu$|group (?:icon|description)");
    private static final Pattern NAMED =
            pattern("(?:created group|criou o grupo|cre[oó] el grupo|a cr[eé][eé] le groupe"
                    + "|hat die gruppe|ha creato il gruppo)\\s+[\"“«„]\\s?([^\"”»“]{1,100}?)\\s?[\"”»“].*");

    private ExportWords() {}

    private static void add(
            String tag,
            String label,
            String omitted,
            String fileAttached,
            String attached,
            String deleted,
            String edited,
            String system) {
        LANGUAGES.put(
                tag,
                new Language(
                        label,
                        pattern("<?(?:[^<>\\n]{0,80}• [^<>\\n]{0,40})?(?:" + omitted + ")>?"),
                        pattern("(?:([^\\n<>]{1,200}) \\(" + fileAttached + "\\)|<" + attached
                                + ": ?([^\\n<>]{1,200})>)"),
                        pattern("(?:<)?(?:" + deleted + ")\\.?(?:>)?"),
                        pattern("<(?:" + edited + ")>"),
                        pattern(system)));
    }

    private static Pattern pattern(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    static boolean isOmitted(String line) {
        return language(line, Language::omitted, true).isPresent();
    }

    static boolean isDeleted(String text) {
        return language(text, Language::deleted, true).isPresent();
    }

    static boolean isSystem(String text) {
        return language(text, Language::system, false).isPresent();
    }

    static boolean isOfGroup(String system) {
        return GROUP.matcher(system).find();
    }

    /** The name that a "created group" line tells. */
    static Optional<String> groupName(String system) {
        Matcher matcher = NAMED.matcher(system);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The file that a line says is attached. */
    static Optional<String> attached(String line) {
        for (Language language : LANGUAGES.values()) {
            Matcher matcher = language.attached().matcher(line);
            if (matcher.matches()) {
                return Optional.of((matcher.group(1) == null ? matcher.group(2) : matcher.group(1)).strip());
            }
        }
        return Optional.empty();
    }

    /** The text without the mark that it was edited; empty where it bears none. */
    static Optional<String> edited(String text) {
        int mark = text.endsWith(">") ? text.lastIndexOf('<') : -1;
        return mark >= 0
                        && language(text.substring(mark), Language::edited, true)
                                .isPresent()
                ? Optional.of(text.substring(0, mark).strip())
                : Optional.empty();
    }

    /** "Media omitted" in a language. */
    static String label(String language) {
        String primary = language.split("-")[0];
        return LANGUAGES.entrySet().stream()
                .filter(e -> e.getKey().split("-")[0].equals(primary))
                .findFirst()
                .orElseGet(() -> Map.entry("en", LANGUAGES.get("en")))
                .getValue()
                .label();
    }

    /** The language of the phone that wrote the export, by the words that the app itself wrote. */
    static Optional<String> languageOf(List<String> texts) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String text : texts) {
            String line = firstLine(text);
            LANGUAGES.forEach((tag, l) -> {
                if (l.omitted().matcher(line).matches()
                        || l.deleted().matcher(line).matches()
                        || l.attached().matcher(line).matches()) {
                    counts.merge(tag, 1, Integer::sum);
                }
            });
        }
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    static Optional<String> systemLanguage(String system) {
        return language(system, Language::system, false);
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return Text.clip(end < 0 ? text : text.substring(0, end), 300);
    }

    private static Optional<String> language(
            String text, java.util.function.Function<Language, Pattern> words, boolean whole) {
        if (text.length() > 1000) {
            return Optional.empty();
        }
        String plain = text.toLowerCase(Locale.ROOT).replace('’', '\'');
        return LANGUAGES.entrySet().stream()
                .filter(e -> {
                    Matcher matcher = words.apply(e.getValue()).matcher(plain);
                    return whole ? matcher.matches() : matcher.find();
                })
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
