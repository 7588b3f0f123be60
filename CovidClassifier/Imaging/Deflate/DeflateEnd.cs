namespace CovidClassifier.Imaging.Deflate;

/// <summary>Why the reading of a block's codes ended.</summary>
internal enum DeflateEnd
{
    /// <summary>As many bytes are unpacked as were wanted.</summary>
    Limit,

    /// <summary>The block ends.</summary>
    Block,

    /// <summary>Fewer bytes of data are left than are read at once.</summary>
    FewBytes,

    /// <summary>The data end.</summary>
    Cut,

    /// <summary>No code begins so, or one points before the first byte.</summary>
    Damage,
}
