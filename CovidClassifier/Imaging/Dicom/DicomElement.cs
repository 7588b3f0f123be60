namespace CovidClassifier.Imaging.Dicom;

/// <summary>One element: its type, two letters or blank where the file does not state it, and its bytes.</summary>
/// <param name="Type">The value representation.</param>
/// <param name="Value">The value; of a sequence the items, of packed pixels the fragments.</param>
/// <param name="IsOpen">Whether the file gives no length: items and fragments end with a delimiter.</param>
internal readonly record struct DicomElement(string Type, ReadOnlyMemory<byte> Value, bool IsOpen);
