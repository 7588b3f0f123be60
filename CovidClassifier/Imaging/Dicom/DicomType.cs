namespace CovidClassifier.Imaging.Dicom;

/// <summary>The value representations (DICOM PS3.5, 6.2) of the elements that are written, and what they allow.</summary>
internal static class DicomType
{
    /// <summary>The type of an element (PS3.6).</summary>
    public static string Of(DicomTag tag) => tag switch
    {
        DicomTag.MetaVersion or DicomTag.Pixels => "OB",
        DicomTag.MediaStorageClass or DicomTag.MediaInstance or DicomTag.TransferSyntax or DicomTag.ImplementationClass or DicomTag.SopClass
            or DicomTag.SopInstance or DicomTag.ReferencedSopClass or DicomTag.ReferencedSopInstance or DicomTag.StudyInstance
            or DicomTag.SeriesInstance or DicomTag.Uid => "UI",
        DicomTag.ImplementationVersion or DicomTag.AccessionNumber or DicomTag.CodeValue or DicomTag.CodingScheme or DicomTag.TimeZone
            or DicomTag.StudyId => "SH",
        DicomTag.CharacterSet or DicomTag.ImageType or DicomTag.Modality or DicomTag.ConversionType or DicomTag.MappingResource or DicomTag.Sex
            or DicomTag.IdentityRemoved or DicomTag.ViewPosition or DicomTag.PatientOrientation or DicomTag.Photometric or DicomTag.BurnedInAnnotation
            or DicomTag.BodyPart or DicomTag.LossyCompression or DicomTag.CompressionMethod or DicomTag.RelationshipType or DicomTag.ValueType
            or DicomTag.ContinuityOfContent or DicomTag.CompletionFlag or DicomTag.VerificationFlag or DicomTag.TemplateIdentifier => "CS",
        DicomTag.StudyDate or DicomTag.SeriesDate or DicomTag.ContentDate or DicomTag.BirthDate or DicomTag.Date => "DA",
        DicomTag.StudyTime or DicomTag.SeriesTime or DicomTag.ContentTime => "TM",
        DicomTag.Manufacturer or DicomTag.Institution or DicomTag.CodeMeaning or DicomTag.StudyDescription or DicomTag.SeriesDescription or DicomTag.ModelName
            or DicomTag.PatientId or DicomTag.PatientIdIssuer or DicomTag.DeidentificationMethod or DicomTag.SerialNumber
            or DicomTag.SoftwareVersions => "LO",
        DicomTag.ReferringPhysician or DicomTag.PatientName => "PN",
        DicomTag.CodingSchemeName or DicomTag.DerivationDescription => "ST",
        DicomTag.LongCodeValue => "UC",
        DicomTag.Age => "AS",
        DicomTag.SeriesNumber or DicomTag.InstanceNumber or DicomTag.ReferencedFrame => "IS",
        DicomTag.CompressionRatio or DicomTag.NumericValue => "DS",
        DicomTag.ImageComments => "LT",
        DicomTag.TextValue => "UT",
        DicomTag.SamplesPerPixel or DicomTag.PlanarConfiguration or DicomTag.Rows or DicomTag.Columns or DicomTag.BitsAllocated or DicomTag.BitsStored
            or DicomTag.HighBit or DicomTag.PixelRepresentation => "US",
        DicomTag.CodingSchemes or DicomTag.ReferencedProcedureSteps or DicomTag.ReferencedSeries or DicomTag.ReferencedSops or DicomTag.SourceImages
            or DicomTag.MeasurementUnits or DicomTag.ConceptName or DicomTag.ConceptCode or DicomTag.PurposeOfReference or DicomTag.MeasuredValue
            or DicomTag.PerformedProcedures or DicomTag.Evidence or DicomTag.ContentTemplate or DicomTag.Content => "SQ",
        _ => throw new ArgumentOutOfRangeException(nameof(tag), tag, $"Element {tag} must have a type to be written."),
    };

    /// <summary>Whether an element's length takes four bytes behind two that are 0 (PS3.5, 7.1.2).</summary>
    public static bool HasLongLength(string type) =>
        type is "OB" or "OD" or "OF" or "OL" or "OV" or "OW" or "SQ" or "SV" or "UC" or "UN" or "UR" or "UT" or "UV";

    /// <summary>Whether text is written in the data set's character set.</summary>
    public static bool IsOfCharacterSet(string type) => type is "LO" or "LT" or "PN" or "SH" or "ST" or "UC" or "UT";

    /// <summary>Characters that a text may have.</summary>
    public static int Longest(string type) => type switch
    {
        "SH" or "CS" => 16,
        "LO" or "UI" or "PN" => 64,
        "ST" => 1024,
        "LT" => 10240,
        _ => int.MaxValue,
    };

    /// <summary>Whether a backslash parts one value from the next, so that none may stand in a value.</summary>
    public static bool HasSeveralValues(string type) => type is not ("ST" or "LT" or "UT");
}
