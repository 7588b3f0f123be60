namespace CovidClassifier.Imaging.Decoding;

/// <summary>
/// Reads images from streams, which may be endless: what begins like no image is refused before the rest is read, and so is what is too long.
/// </summary>
internal static class EncodedStream
{
    /// <summary>Bytes at most. A file may be larger, since its length is known.</summary>
    public const int MostBytes = 256_000_000;

    private const int FirstBytes = 1 << 16;

    /// <param name="stream">Read from its position to its end; stays open.</param>
    /// <param name="cancellationToken">Looked at between two pieces.</param>
    /// <exception cref="ImageFormatException">It begins like no image, or is too long.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ReadOnlyMemory<byte> Read(Stream stream, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[FirstBytes];
        int length = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int read = stream.Read(bytes, length, bytes.Length - length);
            if (read == 0)
            {
                return bytes.AsMemory(0, length);
            }

            Take(ref bytes, ref length, read);
        }
    }

    /// <inheritdoc cref="Read"/>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[FirstBytes];
        int length = 0;
        while (true)
        {
            int read = await stream.ReadAsync(bytes.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return bytes.AsMemory(0, length);
            }

            Take(ref bytes, ref length, read);
        }
    }

    private static void Take(ref byte[] bytes, ref int length, int read)
    {
        bool isJudged = length >= IImageFormat.HeadLength;
        length += read;
        if (!isJudged && length >= IImageFormat.HeadLength && ImageFormats.Of(bytes.AsSpan(0, length)) is null)
        {
            throw new EncodedImage(bytes.AsMemory(0, length), null).Refuse(ImageFormats.Refusal(bytes.AsSpan(0, length)));
        }

        if (length > MostBytes)
        {
            throw new EncodedImage(default, null).Refuse(FormattableString.Invariant(
                $"the stream has more than {MostBytes} bytes; give a larger image as a file."));
        }

        if (length == bytes.Length)
        {
            Array.Resize(ref bytes, Math.Min(2 * length, MostBytes + 1));
        }
    }
}
