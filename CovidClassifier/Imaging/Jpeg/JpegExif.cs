namespace CovidClassifier.Imaging.Jpeg;

/// <summary>
/// The Exif blocks of a JPEG, gathered as they come: the first one that states an orientation counts. A segment ends at 64 KB, and some writers carry a longer
/// block on in further segments that begin with the same word but not like a block.
/// </summary>
internal struct JpegExif
{
    private const int LongestBlock = 1 << 20;

    private static readonly byte[] Prefix = [.. "Exif\0\0"u8];

    private List<byte[]>? _blocks;

    public readonly int Orientation
    {
        get
        {
            foreach (byte[] block in _blocks ?? [])
            {
                if (ExifOrientation.Find(block) is { } orientation)
                {
                    return orientation;
                }
            }

            return ExifOrientation.Upright;
        }
    }

    /// <summary>Takes the body of an APP1 segment.</summary>
    public void Take(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Prefix))
        {
            return;
        }

        ReadOnlySpan<byte> block = body[Prefix.Length..];
        _blocks ??= [];
        if (ExifOrientation.IsBlock(block) || _blocks.Count == 0)
        {
            _blocks.Add(block.ToArray());
        }
        else if (_blocks[^1].Length < LongestBlock)
        {
            _blocks[^1] = [.. _blocks[^1], .. block];
        }
    }
}
