-- For Orthanc with its DICOMweb plugin: a series of X-rays that has come in whole is sent to the classifier, and its results (Structured Report and Secondary
-- Capture) are fetched into the same study. For research and teaching only, never for diagnosis.

-- the name of the classifier among DicomWeb.Servers of orthanc.json
local CLASSIFIER = 'covid'

-- projection X-rays; results are SR and OT, and so are not sent again
local XRAYS = { CR = true, DX = true, RG = true }

function OnStableSeries(seriesId, tags, metadata)
    if not XRAYS[tags['Modality']] then
        return
    end

    local study = ParseJson(RestApiGet('/series/' .. seriesId .. '/study'))
    local uid = study['MainDicomTags']['StudyInstanceUID']
    local server = '/dicom-web/servers/' .. CLASSIFIER

    -- false: by the plugin, not by Orthanc itself
    if RestApiPost(server .. '/stow', DumpJson({ Resources = { seriesId } }, true), false) == nil then
        print('Study ' .. uid .. ' was not taken: see above.')
        return
    end

    if RestApiPost(server .. '/retrieve', DumpJson({ Resources = { { Study = uid } } }, true), false) == nil then
        print('Results for study ' .. uid .. ' cannot be fetched: see above.')
        return
    end

    print('Results for study ' .. uid .. ' are fetched.')
end
