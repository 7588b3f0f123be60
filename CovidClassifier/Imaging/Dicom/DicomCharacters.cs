using System.Text;

namespace CovidClassifier.Imaging.Dicom;

/// <summary>
/// The character set of a data set that takes over text of another (DICOM PS3.3, C.12.1.1.2): the other's own, so that its bytes can be taken as they are;
/// UTF-8 where it states none and has none but ASCII. Own text of which the set cannot be sure is written in ASCII, other characters by their numbers.
/// </summary>
internal sealed class DicomCharacters
{
    private const string Unicode = "ISO_IR 192", Latin = "ISO_IR 100";

    private readonly Encoding _encoding;

    private DicomCharacters(ReadOnlyMemory<byte> stated, Encoding encoding) => (Stated, _encoding) = (stated, encoding);

    /// <summary>The value of Specific Character Set; empty: none is stated.</summary>
    public ReadOnlyMemory<byte> Stated { get; }

    /// <param name="set">Whose text is taken over.</param>
    /// <param name="tags">Which of it.</param>
    public static DicomCharacters Of(DicomDataSet set, IEnumerable<DicomTag> tags)
    {
        ReadOnlyMemory<byte> stated = set.Find(DicomTag.CharacterSet)?.Value ?? default;
        string name = Encoding.ASCII.GetString(stated.Span).Trim(' ', '\0');
        return name switch
        {
            Unicode => new(stated, Encoding.UTF8),
            Latin => new(stated, Encoding.Latin1),
            "" when tags.All(t => set.Find(t) is not { } element || Ascii.IsValid(element.Value.Span)) =>
                new(Encoding.ASCII.GetBytes(Unicode), Encoding.UTF8),
            _ => new(stated, Encoding.ASCII),
        };
    }

    /// <summary>Own text in this set.</summary>
    public byte[] Encode(string text)
    {
        var encoded = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            string character = rune.ToString();
            bool isSure = _encoding.GetString(_encoding.GetBytes(character)) == character;
            encoded.Append(isSure ? character : FormattableString.Invariant($"U+{rune.Value:X4}"));
        }

        return _encoding.GetBytes(encoded.ToString());
    }
}
