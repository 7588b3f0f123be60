namespace CovidClassifier.Console.Scores;

/// <summary>The lines of a file as bytes, from where it stands; what follows the last line break is no line yet.</summary>
internal static class FileLines
{
    private const int BufferBytes = 1 << 16;

    public static IEnumerable<byte[]> Read(FileStream file)
    {
        byte[] buffer = new byte[BufferBytes];
        int held = 0;
        while (true)
        {
            if (held == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            int read = file.Read(buffer, held, buffer.Length - held);
            if (read == 0)
            {
                yield break;
            }

            held += read;
            int begin = 0;
            while (Array.IndexOf(buffer, (byte)'\n', begin, held - begin) is >= 0 and var end)
            {
                yield return buffer[begin..end];
                begin = end + 1;
            }

            held -= begin;
            Array.Copy(buffer, begin, buffer, 0, held);
        }
    }
}
