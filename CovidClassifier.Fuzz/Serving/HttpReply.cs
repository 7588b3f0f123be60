using System.Globalization;
using System.Text;

namespace CovidClassifier.Fuzz.Serving;

/// <summary>What a server answered on one connection.</summary>
/// <param name="Status">Of its first answer that is final; 0: it closed the connection without one.</param>
/// <param name="Body">Of that answer, and whatever comes behind it.</param>
internal sealed record HttpReply(int Status, byte[] Body)
{
    private const int Final = 200;

    /// <exception cref="InvalidDataException">No answer in the form of HTTP/1.1.</exception>
    public static HttpReply Parse(byte[] bytes)
    {
        ReadOnlySpan<byte> rest = bytes;
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf("\r\n\r\n"u8);
            string line = Encoding.Latin1.GetString(rest[..Math.Max(0, rest.IndexOf("\r\n"u8))]);
            if (end < 0 || line.Split(' ') is not ["HTTP/1.1", var code, ..]
                || !int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out int status))
            {
                throw new InvalidDataException($"The answer begins with '{line}'.");
            }

            rest = rest[(end + 4)..];
            if (status >= Final)
            {
                return new HttpReply(status, rest.ToArray());
            }
        }

        return new HttpReply(0, []);
    }
}
